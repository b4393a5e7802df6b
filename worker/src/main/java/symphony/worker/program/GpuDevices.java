package symphony.worker.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Which GPUs a worker may give to its slots. */
public final class GpuDevices {
    private static final int SECONDS_TO_LIST = 10; // a driver that sleeps takes some to wake

    private GpuDevices() {}

    /** Those that {@code CUDA_VISIBLE_DEVICES} leaves this worker, else those that {@code nvidia-smi} lists; else none. */
    public static List<String> find(Map<String, String> environment) {
        String visible = environment.get(SlotShare.DEVICE);
        return visible == null
                ? listed(List.of("nvidia-smi", "--query-gpu=index", "--format=csv,noheader"))
                : split(visible);
    }

    /** Device names that commas part. */
    public static List<String> split(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(device -> !device.isEmpty())
                .toList();
    }

    static List<String> listed(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                process.getOutputStream().close();
                if (!process.waitFor(SECONDS_TO_LIST, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    return List.of();
                }
                return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return List.of(); // it is not installed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
