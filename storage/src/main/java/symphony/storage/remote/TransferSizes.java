package symphony.storage.remote;

/**
 * How content is cut for the network.
 *
 * @param single content up to this size goes in one request, bytes
 * @param part size of the pieces of larger content, bytes
 * @param atATime how many pieces are under way
 */
record TransferSizes(long single, long part, int atATime) {
    static final TransferSizes DEFAULT = new TransferSizes(16L << 20, 16L << 20, 4);

    /** S3 takes 10,000 parts at most. */
    private static final int MOST_PARTS = 9_000;

    /** The part size for content of that size. */
    long partOf(long size) {
        return Math.max(part, (size + MOST_PARTS - 1) / MOST_PARTS);
    }
}
