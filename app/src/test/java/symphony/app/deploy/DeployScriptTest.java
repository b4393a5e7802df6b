package symphony.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What deploy.sh asks of Azure, and what it refuses; an az of our own notes each call and answers as it is told. */
class DeployScriptTest {
    private static final String AZ =
            """
            #!/bin/bash
            echo "$*" >>"$CALLS"
            case "$*" in
                'group exists'*) echo "${EXISTS:-true}" ;;
                'group show'*) echo "${OWNER-deploy.sh}" ;;
                *resources?api-version*) printf '%s\\n' $RESOURCES ;;
                *virtualMachineScaleSets/symphony-windows*) [[ $SET ]] && printf '%s\\n' $SET || exit 3 ;;
                *virtualMachines/symphony-jumpbox*) echo 'ssh-ed25519 AAAA a-key' ;;
                'deployment group create'*) [[ ! $FAULT ]] || { echo "ERROR: ($FAULT) no" >&2; exit 1; } ;;
            esac
            """;

    private record Answer(int exit, String said, List<String> calls) {}

    private final Map<String, String> azure = new TreeMap<>();

    @TempDir
    Path folder;

    @BeforeEach
    void anAz() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "NOT CHECKED: there is no /bin/bash");
        Path az =
                Files.writeString(Files.createDirectories(folder.resolve("bin")).resolve("az"), AZ);
        assertThat(az.toFile().setExecutable(true)).isTrue();
        for (String template : List.of("main", "linux", "windows")) {
            for (String kind : List.of(".json", ".parameters.json")) {
                Files.copy(Path.of("../deploy/azure", template + kind), folder.resolve(template + kind));
            }
        }
        Files.copy(Path.of("../deploy/azure/deploy.sh"), folder.resolve("deploy.sh"));
    }

    @Test
    void the_three_templates_are_deployed_in_their_order() throws Exception {
        Answer answer = deploy("vineyards");

        assertThat(answer.exit()).as(answer.said()).isZero();
        assertThat(answer.calls().stream().filter(c -> c.startsWith("deployment")))
                .extracting(c -> c.replaceFirst(".*--name (\\S+).*", "$1"))
                .containsExactly("symphony-main", "symphony-linux", "symphony-windows");
    }

    @Test
    void a_group_that_others_made_is_left_alone() throws Exception {
        azure.put("OWNER", "somebody");

        Answer answer = deploy("vineyards");

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.said()).contains("was not made by this script: nothing done");
        assertThat(answer.calls()).noneMatch(c -> c.startsWith("deployment") || c.contains("create"));
    }

    @Test
    void a_number_of_machines_that_was_set_by_hand_stays() throws Exception {
        azure.put("SET", "7 2"); // machines there are, and what the parameter file said when they were deployed

        Answer answer = deploy("vineyards");

        assertThat(answer.said()).contains("symphony-windows was set to 7 machines by hand", "it stays at 7");
        assertThat(answer.calls()).anyMatch(c -> c.contains("symphony-windows") && c.contains("keep=7"));
    }

    @Test
    void a_number_of_machines_changed_in_the_parameter_file_is_deployed() throws Exception {
        azure.put("SET", "7 3");

        assertThat(deploy("vineyards").calls())
                .anyMatch(c -> c.contains("--name symphony-windows") && c.contains("keep=-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "QuotaExceeded, ask for more cores",
        "SkuNotAvailable, this size of machine is not to be had",
        "StorageAccountAlreadyTaken, a name is taken",
        "VaultAlreadyExists, deletedVaults/NAME/purge",
        "DeploymentActive, wait until it has ended",
        "PropertyChangeNotAllowed, change it back",
        "AuthorizationFailed, it must own the group",
        "MissingSubscriptionRegistration, register it in the portal"
    })
    void what_azure_refuses_is_told_with_what_to_do(String fault, String remedy) throws Exception {
        azure.put("FAULT", fault);

        Answer answer = deploy("vineyards");

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.said()).contains("(" + fault + ")", remedy, "run again when it is mended");
    }

    @Test
    void what_if_changes_nothing() throws Exception {
        Answer answer = deploy("vineyards", "--what-if");

        assertThat(answer.exit()).as(answer.said()).isZero();
        assertThat(answer.calls()).noneMatch(c -> c.contains(" create ") || c.contains(" delete "));
        assertThat(answer.calls()).anyMatch(c -> c.startsWith("deployment group what-if"));
    }

    @Test
    void a_group_in_which_foreign_things_lie_is_not_deleted() throws Exception {
        String group = "/subscriptions/s/resourceGroups/vineyards/providers/";
        azure.put(
                "RESOURCES",
                group + "Microsoft.Network/virtualNetworks/symphony-net " + group
                        + "Microsoft.Storage/storageAccounts/mine");

        Answer answer = deploy("vineyards", "--delete", "--yes");

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.said()).contains("mine").doesNotContain("symphony-net");
        assertThat(answer.calls()).noneMatch(c -> c.startsWith("group delete"));
    }

    @Test
    void nothing_is_deleted_where_nobody_can_be_asked() throws Exception {
        Answer answer = deploy("vineyards", "--delete");

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.said()).contains("nobody to ask");
        assertThat(answer.calls()).noneMatch(c -> c.startsWith("group delete"));
    }

    @Test
    void ssh_from_everywhere_is_refused() throws Exception {
        Path parameters = folder.resolve("main.parameters.json");
        Files.writeString(
                parameters,
                Files.readString(parameters)
                        .replace("\"sshFrom\": {\"value\": []}", "\"sshFrom\": {\"value\": [\"0.0.0.0/0\"]}"));

        Answer answer = deploy("vineyards");

        assertThat(answer.exit()).isEqualTo(1);
        assertThat(answer.said()).contains("lets the whole internet in");
    }

    @Test
    void what_is_no_name_of_a_group_is_told_before_azure_is_asked() throws Exception {
        Answer answer = deploy("a/b");

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.calls()).isEmpty();
    }

    private Answer deploy(String... arguments) throws IOException, InterruptedException {
        Path calls = folder.resolve("calls");
        Files.deleteIfExists(calls);
        List<String> command =
                new ArrayList<>(List.of("bash", folder.resolve("deploy.sh").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.putAll(azure);
        environment.put("CALLS", calls.toString());
        environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
        environment.put("HOME", folder.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        return new Answer(exit, said, Files.exists(calls) ? Files.readAllLines(calls) : List.of());
    }
}
