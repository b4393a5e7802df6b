package symphony.core.verify;

/**
 * How storage is read in one pass.
 *
 * @param depth how much of it
 * @param together does many small reads at a time
 * @param fileRead told after each archive and each log
 */
record Reading(StorageView storage, Depth depth, Together together, Runnable fileRead) {}
