package symphony.app.queue;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A pattern of a shell: {@code *} for any text, {@code ?} for one character; all else stands for itself. */
public final class Glob {
    private final String text;
    private final Pattern pattern;

    public Glob(String text) {
        this.text = text;
        this.pattern = Pattern.compile(
                text.codePoints()
                        .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                        .collect(Collectors.joining()),
                Pattern.DOTALL);
    }

    public static boolean isOne(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    public boolean matches(String candidate) {
        return pattern.matcher(candidate).matches();
    }

    /** Whether one of them matches; none at all match everything. */
    public static boolean any(List<Glob> globs, String candidate) {
        return globs.isEmpty() || globs.stream().anyMatch(g -> g.matches(candidate));
    }

    @Override
    public String toString() {
        return text;
    }
}
