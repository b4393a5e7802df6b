package symphony.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import symphony.core.artifact.CameraLog;
import symphony.core.geometry.LocalPlane;
import symphony.core.geometry.PlanePoint;
import symphony.core.registry.Block;
import symphony.core.registry.Client;
import symphony.core.registry.Farm;
import symphony.core.registry.GeoPoint;
import symphony.core.registry.Row;
import symphony.core.registry.Scan;
import symphony.core.registry.Side;

class ProposeScanTest {
    private static final LocalPlane PLANE = new LocalPlane(new GeoPoint(-0.5243, 53.2682));
    private static final double SPACE = 2.5;
    private static final double LENGTH = 30;
    private static final List<String> CAMERAS = List.of("22179657", "22179677");

    /** Rows run to the north; row 1 is the easternmost. */
    private static Block block(String name, int rows, double east) {
        List<Row> list = new ArrayList<>();
        for (int n = 1; n <= rows; n++) {
            double x = east - n * SPACE;
            list.add(new Row("", n, 20, List.of(geo(x, 0), geo(x, LENGTH)), List.of()));
        }
        return new Block(name, name, rows, SPACE, 1.5, "", List.of(), list);
    }

    private static GeoPoint geo(double x, double y) {
        return PLANE.toGeo(new PlanePoint(x, y));
    }

    private static Client client(List<Block> blocks, List<Scan> scans) {
        return new Client("oak", "Oak", List.of(new Farm("hill", "Hill", blocks)), scans);
    }

    /** From alley to alley by the headlands, the first one driven north or south; ten positions a second. */
    private static CameraLog drive(double east, int from, int to, boolean north, double bias, double noise, long seed) {
        List<PlanePoint> way = new ArrayList<>();
        boolean up = north;
        for (int a = from; ; a += Integer.signum(to - from)) {
            double x = east - (a + 0.5) * SPACE;
            way.add(new PlanePoint(x, up ? -3 : LENGTH + 3));
            way.add(new PlanePoint(x, up ? LENGTH + 3 : -3));
            up = !up;
            if (a == to) {
                break;
            }
        }
        Random random = new Random(seed);
        List<CameraLog.Frame> frames = new ArrayList<>();
        for (int i = 1; i < way.size(); i++) {
            int steps = (int) Math.ceil(way.get(i - 1).distance(way.get(i)) / 0.15);
            for (int s = 0; s < steps; s++) {
                double w = (double) s / steps;
                GeoPoint at = geo(
                        (1 - w) * way.get(i - 1).x() + w * way.get(i).x() + bias + noise * random.nextGaussian(),
                        (1 - w) * way.get(i - 1).y() + w * way.get(i).y() + noise * random.nextGaussian());
                frames.add(new CameraLog.Frame(
                        frames.size(), 1.5e9 + frames.size() * 0.1, at.latitude(), at.longitude(), Optional.empty()));
            }
        }
        return new CameraLog(frames, false);
    }

    private static ScanProposal propose(Client client, CameraLog log) {
        return new ProposeScan(client)
                .propose("2017-08-30_13-17", CAMERAS, new TreeMap<>(Map.of(CAMERAS.get(0), log)), "");
    }

    @Property(tries = 40)
    void start_rows_and_direction_are_those_driven(
            @ForAll @IntRange(min = 3, max = 12) int rows,
            @ForAll @IntRange(max = 100) int start,
            @ForAll boolean grows,
            @ForAll boolean north,
            @ForAll @DoubleRange(min = -0.3, max = 0.3) double bias,
            @ForAll long seed) {
        int from = grows ? start % rows : 1 + start % rows;
        CameraLog log = drive(0, from, grows ? rows : 0, north, bias, 0.1, seed);
        ScanProposal proposal = propose(client(List.of(block("3", rows, 0)), List.of()), log);
        // to the north row numbers grow to the left, where the west is
        int higher = from == rows ? 0 : from + 1;
        Scan scan = proposal.scan();
        assertThat(scan.farm()).isEqualTo("Hill");
        assertThat(scan.blocks()).containsExactly("3");
        assertThat(scan.startLeft()).isEqualTo(north ? higher : from);
        assertThat(scan.startRight()).isEqualTo(north ? from : higher);
        assertThat(scan.direction()).isEqualTo(grows ? 1 : -1);
        assertThat(proposal.confidence()).isGreaterThan(0.5);
    }

    @Example
    void of_several_blocks_the_one_under_the_track_is_proposed() {
        List<Block> blocks = List.of(block("west", 8, -40), block("east", 8, 0), block("far", 8, 3000));
        assertThat(propose(client(blocks, List.of()), drive(-40, 1, 5, true, 0, 0.05, 1))
                        .scan()
                        .blocks())
                .containsExactly("west");
        assertThat(propose(client(blocks, List.of()), drive(3000, 1, 5, true, 0, 0.05, 1))
                        .scan()
                        .blocks())
                .containsExactly("far");
    }

    @Example
    void sides_are_those_of_earlier_scans_and_what_is_not_known_is_said() {
        TreeMap<String, Side> one = new TreeMap<>(Map.of(CAMERAS.get(0), Side.RIGHT));
        Scan before = new Scan("2017-08-29_13-17", "Hill", List.of("3"), one, 1, 2, 1, "", "");
        List<Block> blocks = List.of(block("3", 8, 0));
        CameraLog log = drive(0, 1, 5, true, 0, 0.05, 1);
        ScanProposal known = propose(client(blocks, List.of(before)), log);
        assertThat(known.scan().cameras())
                .containsEntry(CAMERAS.get(0), Side.RIGHT)
                .containsEntry(CAMERAS.get(1), Side.LEFT);
        assertThat(known.open()).isEmpty();
        assertThat(propose(client(blocks, List.of()), log).open())
                .singleElement()
                .asString()
                .contains(CAMERAS.get(0))
                .contains(CAMERAS.get(1));
    }

    @Example
    void a_track_along_no_row_proposes_nothing_and_says_so() {
        ScanProposal proposal =
                propose(client(List.of(block("3", 8, 0)), List.of()), drive(900, 1, 3, true, 0, 0.05, 1));
        assertThat(proposal.scan().blocks()).isEmpty();
        assertThat(proposal.confidence()).isZero();
        assertThat(proposal.open()).anyMatch(o -> o.contains("no block"));
    }
}
