package symphony.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import symphony.app.Surroundings;
import symphony.app.UserError;
import symphony.app.Workspace;
import symphony.app.scan.FindScans;
import symphony.app.scan.RegisterScan;
import symphony.app.scan.RegisterScan.Proposed;
import symphony.app.terminal.Ask;
import symphony.core.json.Json;
import symphony.core.registry.RegistryJson;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;
import symphony.core.scan.ProposeScan;
import symphony.core.verify.Finding;
import symphony.core.verify.FindingsJson;

/** Shows what each scan is proposed to be registered as, why, and how sure that is; asks; registers it. */
final class RegisterDialogue {
    private static final int FAILED = 1;

    private final Surroundings around;
    private final FindScans scans;
    private final RegisterScan register;
    private final RegisterOptions said;

    RegisterDialogue(Surroundings around, Workspace workspace, FindScans scans, RegisterOptions said) {
        this.around = around;
        this.scans = scans;
        this.register = new RegisterScan(scans, workspace.store(), workspace.registry());
        this.said = said;
    }

    /** @return the exit code */
    int run(String prefix) throws IOException {
        Map<String, Side> sides = said.sides();
        boolean failed = false;
        List<FindScans.Known> all = scans.stored(prefix);
        for (FindScans.Known known : all) {
            try {
                failed |= !one(known, sides);
            } catch (UserError e) {
                if (all.size() == 1 || e.exitCode() != FAILED) {
                    throw e;
                }
                failed = true; // of this scan, not of those behind it
                around.err().println("symphony: " + e.getMessage());
            }
        }
        return failed ? FAILED : 0;
    }

    private boolean one(FindScans.Known known, Map<String, Side> sides) throws IOException {
        Proposed proposed = register.propose(known, said.blocks.isEmpty() ? "" : said.blocks.get(0));
        Scan scan = ProposeScan.with(
                proposed.proposal().scan(),
                Optional.ofNullable(said.farm),
                said.blocks,
                sides,
                said.startLeft,
                said.startRight,
                said.direction);
        List<Finding> findings = RegisterScan.check(proposed.client(), scan);
        boolean broken = findings.stream().anyMatch(Finding::isError);
        boolean same = proposed.before().filter(scan::equals).isPresent();
        if (!said.json) {
            show(proposed, scan, findings);
        }
        boolean write = !broken && !same && !said.dryRun && (said.yes || agreed(proposed));
        if (write) {
            register.save(proposed.client(), scan);
        }
        if (said.json) {
            around.out().println(Json.line(json(proposed, scan, findings, write)));
        } else {
            around.out().println(outcome(broken, same, write, scan));
        }
        return !broken && (same || write || said.dryRun);
    }

    private boolean agreed(Proposed proposed) throws IOException {
        return new Ask(around).yes(proposed.before().isPresent() ? "Register it so instead?" : "Register it so?");
    }

    private String outcome(boolean broken, boolean same, boolean written, Scan scan) {
        if (broken) {
            return "Not registered: options say what the positions do not, as in --start-left 1 --start-right 2.";
        }
        if (same) {
            return "It is registered so already.";
        }
        if (written) {
            return "Registered " + scan.scanId() + ".";
        }
        return said.dryRun ? "Nothing was registered: this was a dry run." : "Nothing was registered.";
    }

    private void show(Proposed proposed, Scan scan, List<Finding> findings) {
        around.out()
                .println("scan " + scan.scanId() + " of client "
                        + proposed.client().name());
        lines(scan).forEach(l -> around.out().println("  " + l));
        around.out()
                .println(String.format(
                        Locale.ROOT,
                        "  confidence %.0f %% by positions alone",
                        100 * proposed.proposal().confidence()));
        proposed.proposal().reasons().forEach(r -> around.out().println("  since " + r));
        proposed.problems().forEach(p -> around.out().println("  problem: " + p));
        List<String> open = new ArrayList<>(
                findings.isEmpty() ? List.of() : proposed.proposal().open());
        open.forEach(o -> around.out().println("  not told: " + o));
        proposed.before().filter(b -> !b.equals(scan)).ifPresent(b -> {
            around.out().println("  registered until now:");
            lines(b).stream().filter(l -> !lines(scan).contains(l)).forEach(l -> around.out()
                    .println("    " + l));
        });
        new FindingsReport(around).print(findings);
    }

    private static List<String> lines(Scan scan) {
        String cameras = scan.cameras().entrySet().stream()
                .map(e -> e.getKey() + " " + side(e.getValue()))
                .collect(Collectors.joining(", "));
        return List.of(
                "farm " + scan.farm() + ", block " + String.join(", ", scan.blocks()),
                "cameras " + cameras,
                "starts with row " + known(scan.startLeft()) + " left, row " + known(scan.startRight()) + " right",
                "direction " + known(scan.direction()),
                "from " + scan.start() + " to " + scan.end());
    }

    private static String side(@Nullable Side side) {
        return side == null ? "?" : side.name().toLowerCase(Locale.ROOT);
    }

    private static String known(@Nullable Integer number) {
        return number == null ? "?" : String.valueOf(number);
    }

    private static ObjectNode json(Proposed proposed, Scan scan, List<Finding> findings, boolean written) {
        ObjectNode out = Json.object();
        out.put("clientid", proposed.client().id());
        out.setAll(RegistryJson.write(scan));
        out.put("confidence", Math.round(proposed.proposal().confidence() * 1000) / 1000.0);
        out.set("reasons", Json.array(proposed.proposal().reasons()));
        out.put("registered_before", proposed.before().isPresent()).put("written", written);
        out.setAll(FindingsJson.of(findings));
        return out;
    }
}
