package symphony.app.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
        String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
