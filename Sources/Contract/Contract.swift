// Module Contract.
