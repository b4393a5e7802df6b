package symphony.worker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import symphony.core.queue.RetryPolicy;
import symphony.core.queue.TaskQueue;
import symphony.core.task.Role;
import symphony.core.task.Task;
import symphony.redis.RedisTaskQueue;
import symphony.storage.LocalStore;
import symphony.worker.program.ProgramSpec;
import symphony.worker.program.SlotShare;

/** A worker in a process of its own, which can be stopped and killed: one slot for detection. */
final class WorkerProcess {
    private WorkerProcess() {}

    /**
     * @param arguments redis, storage, scratch, id, script
     */
    public static void main(String[] arguments) {
        ProgramSpec program = Trial.spec(Role.DETECTION, arguments[4], ProgramSpec.Mode.ONCE, Duration.ofMinutes(5));
        WorkerSettings settings = new WorkerSettings(
                arguments[3],
                "here",
                List.of(Role.DETECTION),
                List.of(SlotShare.WHOLE),
                Duration.ofSeconds(1),
                true,
                Path.of(arguments[2]),
                0,
                false,
                Map.of());
        try (TaskQueue queue = RedisTaskQueue.connect(URI.create(arguments[0]), RetryPolicy.DEFAULT)) {
            Worker worker = new Worker(
                    settings,
                    queue,
                    new LocalStore(Path.of(arguments[1])),
                    Map.of(Role.DETECTION, program),
                    new WorkerEvents() {
                        @Override
                        public void taskReturned(int slot, Task task, String why) {
                            System.out.println("returned: " + why);
                        }
                    },
                    Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> worker.stop(Duration.ofSeconds(1))));
            worker.run();
        }
    }

    /** @param out where its lines go */
    static Process start(URI redis, Path storage, Path scratch, String id, String script, Path out) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerProcess.class.getName(),
                        redis.toString(),
                        storage.toString(),
                        scratch.toString(),
                        id,
                        script)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
    }
}
