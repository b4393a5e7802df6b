package symphony.core.scan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import symphony.core.artifact.ArchiveName;
import symphony.core.artifact.LogName;
import symphony.core.artifact.StorageKeys;

/**
 * Recognises files of old names: {@code …{camera}…{HH}_{MM}….tar.gz} and {@code …{camera}….csv}, any text around. Eight
 * digits that are a date are no camera, unless they are known to be one.
 */
public final class OldNames {
    private static final Pattern EIGHT = Pattern.compile("(?<![0-9])([0-9]{8})(?![0-9])");
    private static final Pattern DATE = Pattern.compile("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])");
    private static final Pattern TIME = Pattern.compile("(?<![0-9])([01][0-9]|2[0-3])[_-]([0-5][0-9])(?![0-9])");
    private static final Set<String> ARCHIVE_ENDINGS = Set.of(".tar.gz", ".tgz");

    private final Set<String> cameras;
    private final boolean others;
    private final Optional<Pattern> pattern;

    /** @param cameras those that are known to be the scan's; may be empty */
    public OldNames(Collection<String> cameras) {
        this(cameras, true, Optional.empty());
    }

    private OldNames(Collection<String> cameras, boolean others, Optional<Pattern> pattern) {
        this.cameras = new TreeSet<>(cameras);
        this.others = others;
        this.pattern = pattern;
    }

    /** The same for the known cameras alone: eight digits of any other kind may be anything. */
    public OldNames ofKnownCameras() {
        return new OldNames(cameras, false, pattern);
    }

    /**
     * By a pattern that a person gives: {@code {camera}}, {@code {HH}} and {@code {MM}} stand for what they say, {@code *}
     * for any text.
     *
     * @throws IllegalArgumentException where one of the three is lacking
     */
    public OldNames by(String form) {
        StringBuilder regex = new StringBuilder();
        Matcher m = Pattern.compile("\\{camera}|\\{HH}|\\{MM}|\\*").matcher(form);
        int from = 0;
        while (m.find()) {
            regex.append(Pattern.quote(form.substring(from, m.start())));
            regex.append(
                    switch (m.group()) {
                        case "{camera}" -> "(?<camera>[0-9]{8})";
                        case "{HH}" -> "(?<hour>[01][0-9]|2[0-3])";
                        case "{MM}" -> "(?<minute>[0-5][0-9])";
                        default -> ".*";
                    });
            from = m.end();
        }
        regex.append(Pattern.quote(form.substring(from)));
        for (String group : List.of("camera", "hour", "minute")) {
            if (regex.indexOf("<" + group + ">") != regex.lastIndexOf("<" + group + ">")
                    || regex.indexOf("<" + group + ">") < 0) {
                throw new IllegalArgumentException("the pattern '" + form
                        + "' must hold {camera}, {HH} and {MM} once each, as in '*{camera}*{HH}_{MM}.tar.gz'");
            }
        }
        return new OldNames(cameras, others, Optional.of(Pattern.compile(regex.toString())));
    }

    /** What an archive of the scan with this old name is called now; empty where it is none. */
    public Optional<ArchiveName> archive(String scanId, String fileName) {
        if (pattern.isPresent()) {
            Matcher m = pattern.get().matcher(fileName);
            return m.matches() && (others || cameras.contains(m.group("camera")))
                    ? Optional.of(new ArchiveName(
                            scanId,
                            m.group("camera"),
                            Integer.parseInt(m.group("hour")),
                            Integer.parseInt(m.group("minute"))))
                    : Optional.empty();
        }
        String lower = fileName.toLowerCase(Locale.ROOT);
        Optional<String> ending =
                ARCHIVE_ENDINGS.stream().filter(lower::endsWith).findFirst();
        if (ending.isEmpty()) {
            return Optional.empty();
        }
        String stem = fileName.substring(0, fileName.length() - ending.get().length());
        return camera(stem).flatMap(camera -> time(stem.substring(stem.lastIndexOf(camera) + camera.length()))
                .map(t -> new ArchiveName(scanId, camera, t[0], t[1])));
    }

    /** What a log of the scan with this old name is called now; empty where it is none. */
    public Optional<LogName> log(String scanId, String fileName) {
        if (!fileName.toLowerCase(Locale.ROOT).endsWith(".csv") || !StorageKeys.isScanId(scanId)) {
            return Optional.empty();
        }
        return camera(fileName.substring(0, fileName.length() - ".csv".length()))
                .map(camera -> new LogName(scanId, camera));
    }

    private Optional<String> camera(String stem) {
        List<String> found = new ArrayList<>();
        Matcher m = EIGHT.matcher(stem);
        while (m.find()) {
            found.add(m.group(1));
        }
        List<String> known = found.stream().filter(cameras::contains).toList();
        List<String> undated =
                found.stream().filter(c -> !DATE.matcher(c).matches()).toList();
        List<String> best = !known.isEmpty() || !others ? known : undated;
        return best.isEmpty() ? Optional.empty() : Optional.of(best.get(best.size() - 1));
    }

    /** The last hour and minute behind the camera. */
    private static Optional<int[]> time(String behind) {
        Matcher m = TIME.matcher(behind);
        Optional<int[]> last = Optional.empty();
        for (int at = 0; m.find(at); at = m.start() + 1) {
            last = Optional.of(new int[] {Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2))});
        }
        return last;
    }
}
