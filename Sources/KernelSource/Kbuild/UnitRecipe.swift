import SourceText

/// How Kbuild builds one unit: under which options, as part of which module, with which flags of its directory.
struct UnitRecipe: Sendable, Hashable {
    /// The options that the unit's own lines and those of the directories above name, outermost first.
    var symbols: [String] = []
    /// The last of them: the option of the driver that the unit belongs to.
    var own: [String] = []
    /// `ntb_hw_intel` for drivers/ntb/hw/intel/ntb_hw_gen1.c (`modname` of scripts/Makefile.lib).
    var module: String
    /// The directory whose Makefile lists the unit, which need not be the unit's own; nil for a file that no Makefile lists:
    /// one that others include.
    var directory: String?
    /// The directory from whose Makefile the one above is entered (`obj-y += ../display/tests/`), where that is not the one that
    /// holds it: what it passes down to the directories that it enters, it passes there.
    var enteredFrom: String?
    /// The unit's object as that Makefile names it, without `.o`.
    var object: String
}
