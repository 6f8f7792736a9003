internal import CClang

/// Why libclang gave no translation unit at all. Errors in the C text are diagnostics, not this.
package enum ParseFailure: Error, CustomStringConvertible {
    case mainFileMissing(String)
    case crashed(String)
    /// The precompiled header does not fit, or is no such thing.
    case precompiledHeader(String)
    case notSaved(String)
    case other(String, code: Int)

    package var description: String {
        switch self {
        case .mainFileMissing(let file): "\(file): libclang could not read the file"
        case .crashed(let file): "\(file): libclang crashed while it parsed the file"
        case .precompiledHeader(let file): "\(file): libclang refused the precompiled header"
        case .notSaved(let file): "\(file): libclang could not save it as a precompiled header"
        case .other(let file, let code): "\(file): libclang refused the file (error code \(code))"
        }
    }
}

/// A file that libclang shall see with the given content, whatever is on disk.
package struct UnsavedFile {
    package var path: String
    package var contents: [UInt8]

    package init(path: String, contents: [UInt8]) {
        self.path = path
        self.contents = contents
    }
}

/// A parsed translation unit. It owns libclang's memory, keeps its index alive, and stays with the thread that made it.
package final class TranslationUnit {
    let raw: CXTranslationUnit
    private let index: Index
    private var fileNames: [UnsafeMutableRawPointer: String] = [:]
    private var texts: [UnsafeMutableRawPointer: [UInt8]] = [:]
    /// Says what a file holds, by its name; nil if only libclang knows. Asking libclang takes long if a header is in a
    /// precompiled one.
    package var source: (String) -> [UInt8]? = { _ in nil }

    /// Parses with KeepGoing, so that a missing header or many errors do not hide what follows (and are counted).
    ///
    /// - Parameter isPrecompiled: whether it is a header that is going to be saved.
    package init(
        index: Index, mainFile: String, arguments: [String], unsaved: [UnsavedFile],
        isPrecompiled: Bool = false
    ) throws(ParseFailure) {
        self.index = index
        var unit: CXTranslationUnit?
        var options = CXTranslationUnit_KeepGoing.rawValue
        if isPrecompiled {
            options |=
                CXTranslationUnit_Incomplete.rawValue | CXTranslationUnit_ForSerialization.rawValue
        }
        let code = withCStrings(arguments) { argv in
            withUnsavedFiles(unsaved) { files in
                clang_parseTranslationUnit2(
                    index.raw, mainFile, argv.baseAddress, Int32(argv.count), files.baseAddress,
                    UInt32(files.count), options, &unit)
            }
        }
        guard code == CXError_Success, let unit else {
            switch code {
            case CXError_Failure: throw .mainFileMissing(mainFile)
            case CXError_Crashed: throw .crashed(mainFile)
            case CXError_ASTReadError: throw .precompiledHeader(mainFile)
            default: throw .other(mainFile, code: Int(code.rawValue))
            }
        }
        raw = unit
    }

    deinit { clang_disposeTranslationUnit(raw) }

    /// Writes a precompiled header, for `-include-pch` of other units.
    package func save(to file: String) throws(ParseFailure) {
        let code = clang_saveTranslationUnit(raw, file, clang_defaultSaveOptions(raw))
        guard code == Int32(CXSaveError_None.rawValue) else { throw .notSaved(file) }
    }

    package var cursor: Cursor { Cursor(raw: clang_getTranslationUnitCursor(raw), unit: self) }

    /// Diagnostics of severity error and fatal, at most `limit` of them.
    package func errors(limit: Int) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for number in 0..<clang_getNumDiagnostics(raw) {
            guard let diagnostic = clang_getDiagnostic(raw, number) else { continue }
            defer { clang_disposeDiagnostic(diagnostic) }
            guard clang_getDiagnosticSeverity(diagnostic).rawValue >= CXDiagnostic_Error.rawValue
            else { continue }
            found.append(
                Diagnostic(
                    location: position(clang_getDiagnosticLocation(diagnostic)),
                    message: string(clang_getDiagnosticSpelling(diagnostic))))
            if found.count == limit { break }
        }
        return found
    }

    /// The names of all files that the unit read, itself first.
    package func includedFiles() -> [String] {
        var names: [String] = []
        withUnsafeMutablePointer(to: &names) { pointer in
            clang_getInclusions(
                raw,
                { file, _, _, data in
                    guard let data, let file else { return }
                    data.assumingMemoryBound(to: [String].self).pointee.append(
                        string(clang_getFileName(file)))
                }, pointer)
        }
        return names
    }

    /// Where a person would look: the argument for code from a macro argument, the call for code from a macro's body.
    func position(_ location: CXSourceLocation) -> Position? {
        var file: CXFile?
        var line: UInt32 = 0
        var column: UInt32 = 0
        clang_getFileLocation(location, &file, &line, &column, nil)
        guard let file else { return nil }
        return Position(file: name(of: file), line: Int(line), column: Int(column))
    }

    func name(of file: CXFile) -> String {
        if let known = fileNames[file] { return known }
        let name = string(clang_getFileName(file))
        fileNames[file] = name
        return name
    }

    /// The text of a file as libclang saw it, from `offset` on, at most `limit` bytes.
    func text(of file: CXFile, from offset: Int, limit: Int) -> [UInt8] {
        let text = texts[file] ?? contents(of: file)
        texts[file] = text
        guard offset < text.count else { return [] }
        return Array(text[offset..<min(text.count, offset + limit)])
    }

    private func contents(of file: CXFile) -> [UInt8] {
        if let known = source(name(of: file)) { return known }
        var size = 0
        let bytes = clang_getFileContents(raw, file, &size)
        return UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : size).map(\.self)
    }
}

/// An error that libclang reports on the text of a unit.
package struct Diagnostic: Sendable {
    package var location: Position?
    package var message: String
}

/// A place as libclang names it: the file is the virtual name that it was given.
package struct Position: Sendable, Hashable {
    package var file: String
    package var line: Int
    package var column: Int
}

private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
    var bytes: [CChar] = []
    var starts: [Int] = []
    for string in strings {
        starts.append(bytes.count)
        bytes.append(contentsOf: string.utf8CString)
    }
    return bytes.withUnsafeBufferPointer { buffer in
        let pointers = starts.map { start in buffer.baseAddress.map { $0 + start } }
        return pointers.withUnsafeBufferPointer(body)
    }
}

private func withUnsavedFiles<Result>(
    _ files: [UnsavedFile], _ body: (UnsafeMutableBufferPointer<CXUnsavedFile>) -> Result
) -> Result {
    var names: [CChar] = []
    var contents: [CChar] = []
    var starts: [(name: Int, contents: Int)] = []
    contents.reserveCapacity(files.reduce(0) { $0 + $1.contents.count + 1 })
    for file in files {
        starts.append((names.count, contents.count))
        names.append(contentsOf: file.path.utf8CString)
        contents.append(contentsOf: file.contents.lazy.map { CChar(bitPattern: $0) })
        contents.append(0)
    }
    return names.withUnsafeBufferPointer { names in
        contents.withUnsafeBufferPointer { contents in
            var raw = zip(files, starts).map { file, start in
                CXUnsavedFile(
                    Filename: names.baseAddress.map { $0 + start.name },
                    Contents: contents.baseAddress.map { $0 + start.contents },
                    Length: UInt(file.contents.count))
            }
            return raw.withUnsafeMutableBufferPointer { body($0) }
        }
    }
}
