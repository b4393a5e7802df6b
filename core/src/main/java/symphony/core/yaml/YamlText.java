package symphony.core.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingCode;
import symphony.core.verify.Place;

/** The text of a file, or the finding that says why its bytes are none. */
public sealed interface YamlText {
    record Plain(String text) implements YamlText {}

    record Refused(Finding why) implements YamlText {}

    static YamlText of(String path, byte[] content, YamlBounds bounds) {
        if (content.length > bounds.bytes()) {
            return new Refused(FindingCode.FILE_TOO_LARGE.at(
                    Place.of(path),
                    "the file has more than " + bounds.bytes() + " bytes, and no more are read",
                    "give the file that was meant, or split it"));
        }
        if (startsWith(content, 0xFE, 0xFF) || startsWith(content, 0xFF, 0xFE)) {
            return new Refused(encoding(Place.of(path), "the file is UTF-16"));
        }
        int from = startsWith(content, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        ByteBuffer bytes = ByteBuffer.wrap(content, from, content.length - from);
        CharBuffer chars = CharBuffer.allocate(content.length - from + 1);
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CoderResult result = decoder.decode(bytes, chars, true);
        String text = chars.flip().toString();
        if (result.isError()) {
            return new Refused(encoding(end(path, text), "a byte here is not UTF-8"));
        }
        return firstUnprintable(path, text);
    }

    private static YamlText firstUnprintable(String path, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F || c == 0xFFFE || c == 0xFFFF) {
                return new Refused(FindingCode.FILE_NOT_TEXT.at(
                        end(path, text.substring(0, i)),
                        String.format("the file holds the control character U+%04X: it is no text", (int) c),
                        "give a text file"));
            }
        }
        return new Plain(text);
    }

    private static Finding encoding(Place place, String message) {
        return FindingCode.FILE_ENCODING.at(place, message, "save the file as UTF-8");
    }

    /** The place right behind a text that begins the file. */
    private static Place end(String path, String text) {
        String[] lines = text.split("\r\n|\r|\n", -1);
        String last = lines[lines.length - 1];
        return new Place(path, lines.length, last.codePointCount(0, last.length()) + 1);
    }

    private static boolean startsWith(byte[] content, int... head) {
        if (content.length < head.length) {
            return false;
        }
        for (int i = 0; i < head.length; i++) {
            if ((content[i] & 0xFF) != head[i]) {
                return false;
            }
        }
        return true;
    }
}
