// Filled in as the modules get their tests.
