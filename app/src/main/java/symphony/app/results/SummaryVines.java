package symphony.app.results;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import symphony.core.artifact.MalformedFile;
import symphony.core.json.Fields;
import symphony.core.json.Json;
import symphony.core.json.MalformedJson;

/** Reads the vines of {@code summary.json}, which every program for {@code postprocess} writes. */
final class SummaryVines {
    private SummaryVines() {}

    /**
     * @param where the file's name for messages
     * @throws MalformedFile naming file and vine
     */
    static void read(InputStream in, String where, CountedVine.Sink sink) throws IOException {
        try {
            Fields summary = Fields.of(Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)), where);
            for (Fields vine : summary.objects("vines")) {
                sink.vine(vine(vine));
            }
        } catch (MalformedJson e) {
            throw new MalformedFile(e.getMessage());
        }
    }

    private static CountedVine vine(Fields f) {
        try {
            return new CountedVine(
                    f.optionalInt("row").orElse(0),
                    f.optionalInt("vine").orElse(0),
                    whole(f, "clusters"),
                    whole(f, "dir1"),
                    whole(f, "dir2"),
                    decimal(f, "coverage"),
                    null,
                    null);
        } catch (MalformedFile e) {
            throw new MalformedFile(f.where() + ": " + e.getMessage());
        }
    }

    private static @Nullable Integer whole(Fields f, String field) {
        OptionalInt number = f.optionalInt(field);
        return number.isPresent() ? number.getAsInt() : null;
    }

    private static @Nullable BigDecimal decimal(Fields f, String field) {
        OptionalDouble number = f.optionalNumber(field);
        return number.isPresent() ? BigDecimal.valueOf(number.getAsDouble()) : null;
    }
}
