package symphony.redis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Protocol;

/**
 * Goes through the lines of a list from its head to its tail, while others take from its head and push behind its tail: each
 * that stays is given once. Places count from the tail, where 1 is, so that what is taken from the head moves none.
 */
final class WaitingLines {
    private static final int PAGE = 500;
    /** So many lines are looked through for the last one given, where others were pushed behind it; then all begins anew. */
    private static final List<Integer> NEAR = List.of(50, 5_000);

    private static final long FROM_THE_HEAD = Long.MAX_VALUE;

    /** A line, and its place when nothing had been pushed yet. */
    static final class Line {
        private final byte[] bytes;
        private final long place;

        private Line(byte[] bytes, long place) {
            this.bytes = bytes;
            this.place = place;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    private final RedisLink link;
    private final String list;
    private Optional<byte[]> lastGiven = Optional.empty();
    private long left;
    private long pushed;

    WaitingLines(RedisLink link, String list) {
        this.link = link;
        this.list = list;
        beginAnew();
    }

    void beginAnew() {
        boolean lines = Replies.text(link.call(Protocol.Command.TYPE, list)).equals("list");
        left = lines ? Replies.number(link.call(Protocol.Command.LLEN, list)) : 0;
        lastGiven = Optional.empty();
        pushed = 0;
    }

    /** Where a line stood when the last page was read. */
    long place(Line line) {
        return line.place + pushed;
    }

    /** The next lines; none where the tail is reached. */
    List<Line> page() {
        if (lastGiven.isEmpty()) {
            return left == 0 ? List.of() : give(read(FROM_THE_HEAD, left - PAGE + 1));
        }
        List<?> withLast = read(left + 1, left - PAGE + 1);
        if (!withLast.isEmpty() && isLast(withLast.get(0))) {
            return give(withLast.subList(1, withLast.size()));
        }
        return page(far());
    }

    private List<Line> page(int far) {
        if (far == 0) {
            beginAnew(); // what was given has been taken by others since, or is too far to be found
        } else {
            pushed += far;
            left += far;
        }
        return page();
    }

    /** How many lines were pushed behind the one that was given last, or 0 where it is not found. */
    private int far() {
        for (int near : NEAR) {
            List<?> lines = read(left + 1 + near, left + 2);
            for (int i = lines.size() - 1; i >= 0; i--) {
                if (isLast(lines.get(i))) {
                    return lines.size() - i;
                }
            }
        }
        return 0;
    }

    private boolean isLast(Object line) {
        return lastGiven
                .filter(last -> Arrays.equals(last, Replies.bytes(line)))
                .isPresent();
    }

    /** @param from the place nearest to the head */
    private List<?> read(long from, long to) {
        return Replies.list(
                link.call(Protocol.Command.LRANGE, list, Long.toString(-from), Long.toString(-Math.max(1, to))));
    }

    private List<Line> give(List<?> lines) {
        List<Line> page = new ArrayList<>(lines.size());
        left = Math.max(0, left - PAGE);
        for (int i = 0; i < lines.size(); i++) {
            page.add(new Line(Replies.bytes(lines.get(i)), left + lines.size() - i - pushed));
        }
        if (!page.isEmpty()) {
            lastGiven = Optional.of(page.get(page.size() - 1).bytes());
        }
        return page;
    }
}
