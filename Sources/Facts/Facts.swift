// Module Facts.
