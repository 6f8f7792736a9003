// Module Lowering.
