package symphony.storage.remote;

/**
 * How content is cut for the network. Each request costs both sides some milliseconds, so that large content goes in large
 * parts; but not so large that few go side by side, or that one which is cut off is dear to repeat.
 *
 * @param single content up to this size goes in one request, bytes
 * @param part size of the pieces of larger content, bytes
 * @param largest size that they grow to with the content, bytes
 * @param atATime how many pieces are under way
 */
record TransferSizes(long single, long part, long largest, int atATime) {
    /** For a service whose parts are sent from the file. */
    static final TransferSizes STREAMED = new TransferSizes(16L << 20, 16L << 20, 64L << 20, 4);

    /** For a service whose library wants each part in memory. */
    static final TransferSizes IN_MEMORY = new TransferSizes(16L << 20, 16L << 20, 16L << 20, 4);

    private static final int ENOUGH_PARTS = 16;

    /** S3 takes 10,000 parts at most. */
    private static final int MOST_PARTS = 9_000;

    /** The part size for content of that size. */
    long partOf(long size) {
        long grown = Math.min(largest, size / ENOUGH_PARTS);
        return Math.max(Math.max(part, grown), (size + MOST_PARTS - 1) / MOST_PARTS);
    }
}
