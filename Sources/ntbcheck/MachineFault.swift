import Engine
import Git
import KernelSource
import Patches

/// Whether the machine failed us and not the user's input: then nothing was found out, which is no verdict on the input.
func isMachineFault(_ error: any Error) -> Bool {
    switch error {
    case is MachineFailure: return true
    case let fault as GitFault: return fault.isFailure
    case PatchInputError.git(let fault): return fault.isFailure
    case TreeError.git(let fault): return fault.isFailure
    case TreeError.privateDirectory, TreeError.unreadable: return true
    case let failure as OutputFailure: return failure.place == "standard output"
    default: return false
    }
}
