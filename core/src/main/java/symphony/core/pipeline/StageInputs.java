package symphony.core.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import symphony.core.artifact.LogName;
import symphony.core.artifact.PartName;
import symphony.core.artifact.RowPart;
import symphony.core.artifact.RowVideoMap;
import symphony.core.artifact.SessionRoot;
import symphony.core.artifact.StorageKeys;
import symphony.core.session.Session;
import symphony.core.task.Task;

/** What a stage program is given to make its outputs of: {@code inputs/} and {@code context/}. */
public final class StageInputs {
    /** A model's location is fetched where it is a key of the store; an address elsewhere is the program's own affair. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)+");

    private StageInputs() {}

    /**
     * @param parts the row parts whose outputs are lacking: a task that covers several is given no more than it needs
     * @param session names the scans and cameras for rvm
     * @param map names the row parts for postprocess
     */
    public static List<StageInput> of(
            Task task, Collection<PartName> parts, Optional<Session> session, Optional<RowVideoMap> map) {
        SessionRoot root = task.root();
        Stream<Stream<StageInput>> inputs =
                switch (task.role()) {
                    case RVM -> Stream.of(Stream.of(StageInput.needed(root.session())), cameraLogs(task, session));
                    case PREPROC ->
                        Stream.of(
                                parts.stream()
                                        .map(PartName::archive)
                                        .map(a -> StageInput.input(StorageKeys.archive(task.clientId(), a))),
                                Stream.of(StageInput.context(root.session()), StageInput.needed(root.rvm())),
                                parts.stream()
                                        .map(p -> new LogName(
                                                p.archive().scanId(),
                                                p.archive().camera()))
                                        .map(log -> StageInput.context(StorageKeys.log(task.clientId(), log))));
                    case DETECTION ->
                        Stream.of(
                                parts.stream().map(root::frames).map(StageInput::input),
                                Stream.of(StageInput.context(root.session()), StageInput.context(root.rvm())),
                                models(task));
                    case PROCESS ->
                        Stream.of(
                                parts.stream().map(root::detection).map(StageInput::input),
                                Stream.of(root.session(), root.rvm(), root.vpr())
                                        .map(StageInput::context),
                                parts.stream().map(part -> framesBeside(root, part)));
                    case POSTPROCESS ->
                        Stream.of(
                                map.map(RowVideoMap::parts).orElse(List.of()).stream()
                                        .map(RowPart::name)
                                        .map(root::process)
                                        .map(StageInput::input),
                                Stream.of(StageInput.needed(root.rvm())),
                                Stream.of(root.session(), root.vpr(), root.calibration())
                                        .map(StageInput::context));
                };
        return inputs.flatMap(s -> s).distinct().toList();
    }

    private static Stream<StageInput> cameraLogs(Task task, Optional<Session> session) {
        return session.map(Session::scans).orElse(List.of()).stream()
                .flatMap(scan -> scan.cameras().keySet().stream().map(camera -> new LogName(scan.scanId(), camera)))
                .map(log -> StageInput.input(StorageKeys.log(task.clientId(), log)));
    }

    /** Detection zips and frames zips share their names, so these keep their folder. */
    private static StageInput framesBeside(SessionRoot root, PartName part) {
        String key = root.frames(part);
        return new StageInput(key, "context/" + root.relative(key), false);
    }

    /** The keys of the models that parameters name. */
    public static List<String> models(Map<String, JsonNode> parameters) {
        return parameters.values().stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> KEY.matcher(text).matches())
                .distinct()
                .toList();
    }

    private static Stream<StageInput> models(Task task) {
        return models(task.detectionParams()).stream().map(StageInput::context);
    }
}
