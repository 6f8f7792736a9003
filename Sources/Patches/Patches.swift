// Module Patches.
