package symphony.bench.storage;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import symphony.servers.S3Server;

/**
 * Amazon's library alone, in each way that it moves a file: in one request, and in parts and ranges side by side. No
 * conditions, no marks, no checksum beyond what the protocol demands.
 */
final class BareS3 implements AutoCloseable {
    private static final int AT_A_TIME = 8;
    private static final long PART = 16L << 20;

    private final S3Client s3;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);

    BareS3(URI endpoint) {
        s3 = S3Client.builder()
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(AT_A_TIME * 4))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(S3Server.KEY, S3Server.SECRET)))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .build();
    }

    void put(String key, Path file) {
        s3.putObject(r -> r.bucket(S3Server.BUCKET).key(key), RequestBody.fromFile(file));
    }

    void get(String key, Path file) {
        s3.getObject(r -> r.bucket(S3Server.BUCKET).key(key), ResponseTransformer.toFile(file));
    }

    void putInParts(String key, Path file) throws IOException {
        String upload = s3.createMultipartUpload(r -> r.bucket(S3Server.BUCKET).key(key))
                .uploadId();
        long size = Files.size(file);
        List<Callable<CompletedPart>> steps = new ArrayList<>();
        for (long from = 0; from < size; from += PART) {
            long start = from;
            long length = Math.min(PART, size - from);
            int number = steps.size() + 1;
            steps.add(() -> {
                String tag = s3.uploadPart(
                                r -> r.bucket(S3Server.BUCKET)
                                        .key(key)
                                        .uploadId(upload)
                                        .partNumber(number),
                                RequestBody.fromBytes(part(file, start, length)))
                        .eTag();
                return CompletedPart.builder().partNumber(number).eTag(tag).build();
            });
        }
        List<CompletedPart> parts = all(steps);
        s3.completeMultipartUpload(
                r -> r.bucket(S3Server.BUCKET).key(key).uploadId(upload).multipartUpload(m -> m.parts(parts)));
    }

    private static byte[] part(Path file, long from, long length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                // a channel may give less than was asked for
            }
        }
        return bytes.array();
    }

    void getInRanges(String key, Path file) throws IOException {
        long size = s3.headObject(r -> r.bucket(S3Server.BUCKET).key(key)).contentLength();
        try (FileChannel to = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            List<Callable<Long>> steps = new ArrayList<>();
            for (long from = 0; from < size; from += PART) {
                long start = from;
                long end = Math.min(size, from + PART) - 1;
                steps.add(() -> range(key, start, end, to));
            }
            all(steps);
        }
    }

    private long range(String key, long start, long end, FileChannel to) throws IOException {
        byte[] bytes = new byte[1 << 16];
        long at = start;
        try (InputStream in =
                s3.getObject(r -> r.bucket(S3Server.BUCKET).key(key).range("bytes=" + start + "-" + end))) {
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, n);
                while (buffer.hasRemaining()) {
                    at += to.write(buffer, at);
                }
            }
        }
        return at;
    }

    /** How many keys there are below a prefix, page after page. */
    long count(String prefix) {
        long keys = 0;
        String next = null;
        do {
            String from = next;
            ListObjectsV2Response page = s3.listObjectsV2(
                    r -> r.bucket(S3Server.BUCKET).prefix(prefix).continuationToken(from));
            keys += page.contents().size();
            next = page.nextContinuationToken();
        } while (next != null);
        return keys;
    }

    private <T> List<T> all(List<Callable<T>> steps) throws IOException {
        List<T> results = new ArrayList<>();
        try {
            for (Future<T> result : threads.invokeAll(steps)) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        s3.close();
    }
}
