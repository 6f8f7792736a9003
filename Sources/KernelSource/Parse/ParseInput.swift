/// All that libclang is told for one unit. Paths are virtual (``VirtualRoot``), but for the overlay description's own.
package struct ParseInput: Sendable, Hashable {
    package struct Unsaved: Sendable, Hashable {
        package var path: String
        package var contents: [UInt8]
    }

    /// The unit, as libclang's source file name.
    package var mainFile: String
    /// Without a compiler's name in front and without the unit.
    package var arguments: [String]
    /// Files whose content is not what the disk has.
    package var unsaved: [Unsaved]
}
