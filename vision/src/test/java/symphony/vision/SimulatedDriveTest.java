package symphony.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import symphony.core.artifact.LogName;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.StorageKeys;
import symphony.core.registry.Client;
import symphony.core.registry.Scan;
import symphony.core.session.Session;
import symphony.core.stage.StageFolder;
import symphony.core.task.Role;
import symphony.vision.rvm.RvmStage;
import symphony.vision.sim.GroundTruth;
import symphony.vision.sim.RiseholmeBlock;
import symphony.vision.sim.Simulator;
import symphony.vision.sim.SimulatorSettings;

/** The row video map of a simulated drive through the surveyed block, against the simulator's truth. */
class SimulatedDriveTest {
    /** Some two metres at 1.5 m/s: what noise and bias may move a row's end by. */
    private static final int FRAMES_OFF = 25;

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({"1, 10, 0.15, 0.2", "2, 5, 0.3, 0.4", "3, 20, 0.05, 0"})
    void every_pass_is_found_and_ends_where_the_row_does(long seed, int hertz, double noise, double bias)
            throws IOException {
        SimulatorSettings tiny = new SimulatorSettings(seed, 64, 40, 40, 1.5, hertz, noise, bias, 1, 0.3, 0.5);
        Client client = RiseholmeBlock.client();
        GroundTruth truth = new Simulator(tiny).film(client, dir.resolve("storage"), (done, text) -> {});
        StageFolder folder = folder(client);
        new RvmStage().run(folder, session(client).task(Role.RVM, List.of(), List.of(), 0), (done, text) -> {});
        RowVideoMap map = RowVideoMap.parse(Files.readString(folder.outputs().resolve("rvm.csv")), "rvm.csv");

        Set<String> driven = truth.passes().stream()
                .map(p -> p.row() + "-" + p.side().wireName() + "-" + p.camera())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> found = map.parts().stream()
                .map(RowPart::name)
                .map(n -> n.row() + "-" + n.direction().wireName() + "-"
                        + n.archive().camera())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).isEqualTo(driven);
        for (GroundTruth.Pass pass : truth.passes()) {
            List<RowPart> parts = map.parts().stream()
                    .filter(p -> p.name().row() == pass.row()
                            && p.name().direction() == pass.side()
                            && p.name().archive().camera().equals(pass.camera()))
                    .toList();
            double start = parts.stream().mapToDouble(RowPart::start).min().orElseThrow() * 20;
            double end = parts.stream().mapToDouble(RowPart::end).max().orElseThrow() * 20;
            assertThat(start)
                    .as("start of %s", pass)
                    .isBetween(pass.firstFrame() - 2.0 * FRAMES_OFF, pass.firstFrame() + 1.0 * FRAMES_OFF);
            assertThat(end)
                    .as("end of %s", pass)
                    .isBetween(pass.lastFrame() - 1.0 * FRAMES_OFF, pass.lastFrame() + 2.0 * FRAMES_OFF);
        }
    }

    private static Session session(Client client) {
        return new Session(
                "s1",
                client.name(),
                client.id(),
                client.farms().get(0).name(),
                client.farms().get(0).id(),
                client.farms().get(0).blocks().get(0),
                client.scans(),
                false,
                Role.RVM,
                Map.of(),
                1,
                "",
                0,
                List.of());
    }

    private StageFolder folder(Client client) throws IOException {
        StageFolder folder = new StageFolder(dir.resolve("task"));
        Files.createDirectories(folder.inputs());
        Files.createDirectories(folder.context());
        Files.createDirectories(folder.outputs());
        Files.writeString(
                folder.context().resolve("session.json"), session(client).format());
        for (Scan scan : client.scans()) {
            for (String camera : scan.cameras().keySet()) {
                LogName log = new LogName(scan.scanId(), camera);
                Files.copy(
                        dir.resolve("storage").resolve(StorageKeys.log(client.id(), log)),
                        folder.inputs().resolve(log.fileName()));
            }
        }
        return folder;
    }
}
