import Engine
import KernelSource
import Patches

/// Whether the machine failed us and not the user's input: then nothing was found out, which is no verdict on the input.
func isMachineFault(_ error: any Error) -> Bool {
    switch error {
    case is GitFailure, is MachineFailure: return true
    case PatchInputError.git: return true
    case TreeError.privateDirectory, TreeError.git(.notInstalled), TreeError.git(.failed):
        return true
    case let failure as OutputFailure: return failure.place == "standard output"
    default: return false
    }
}
