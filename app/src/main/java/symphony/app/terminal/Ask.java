package symphony.app.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Locale;
import symphony.app.Surroundings;
import symphony.app.UserError;

/** A question before something is changed. */
public final class Ask {
    private final Surroundings around;

    public Ask(Surroundings around) {
        this.around = around;
    }

    /**
     * Whether a person at the terminal says yes.
     *
     * @throws UserError where nobody can be asked; it names {@code --yes}
     */
    public boolean yes(String question) throws IOException {
        if (!around.terminal()) {
            throw UserError.usage(question + " Say --yes where nobody can be asked.");
        }
        around.err().print(question + " [y/N] ");
        around.err().flush();
        return line().strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    /** A byte at a time: what is typed ahead is the next question's. */
    private static String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = System.in.read(); b >= 0 && b != '\n'; b = System.in.read()) {
            line.write(b);
        }
        return line.toString(Charset.defaultCharset());
    }
}
