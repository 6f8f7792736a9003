// Module Dataflow.
