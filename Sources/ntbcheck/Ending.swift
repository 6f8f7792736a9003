import Foundation
import SeriesDiff
import SourceText

/// Ends the program, whatever its other threads are at.
///
/// Without what `exit` runs: it would take libclang down under a thread that uses it, and wait for ever for one that is still
/// loading it.
func end(_ status: Int32) -> Never {
    ProgressLine.shared.end()
    PrivateDirectoryRegister.shared.removeAllForEver(isInterrupted: false)
    fflush(nil)
    _exit(status)
}

func end(_ status: RunStatus) -> Never { end(Int32(status.rawValue)) }
