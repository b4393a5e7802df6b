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
import software.amazon.awssdk.services.s3.model.UploadPartResponse;
import symphony.servers.S3Server;

/**
 * Amazon's library alone, in each way that it moves a file: in one request, and in parts and ranges side by side. No
 * conditions, no marks.
 */
final class BareS3 implements AutoCloseable {
    private static final int AT_A_TIME = 4;
    private static final long SMALLEST_PART = 16L << 20;
    private static final long LARGEST_PART = 64L << 20;

    private final S3Client s3;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);

    /** @param summed whether the library takes its default checksums; else those alone that the protocol demands */
    BareS3(URI endpoint, boolean summed) {
        s3 = S3Client.builder()
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(AT_A_TIME * 4))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(S3Server.KEY, S3Server.SECRET)))
                .requestChecksumCalculation(
                        summed ? RequestChecksumCalculation.WHEN_SUPPORTED : RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(
                        summed ? ResponseChecksumValidation.WHEN_SUPPORTED : ResponseChecksumValidation.WHEN_REQUIRED)
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
        long partSize = partOf(size);
        List<Callable<CompletedPart>> steps = new ArrayList<>();
        for (long from = 0; from < size; from += partSize) {
            long start = from;
            long length = Math.min(partSize, size - from);
            int number = steps.size() + 1;
            steps.add(() -> {
                UploadPartResponse sent = s3.uploadPart(
                        r -> r.bucket(S3Server.BUCKET).key(key).uploadId(upload).partNumber(number),
                        part(file, start, length));
                return CompletedPart.builder()
                        .partNumber(number)
                        .eTag(sent.eTag())
                        .checksumCRC32(sent.checksumCRC32())
                        .build();
            });
        }
        List<CompletedPart> parts = all(steps);
        s3.completeMultipartUpload(
                r -> r.bucket(S3Server.BUCKET).key(key).uploadId(upload).multipartUpload(m -> m.parts(parts)));
    }

    private static RequestBody part(Path file, long from, long length) {
        return RequestBody.fromContentProvider(
                () -> FileSlice.open(file, from, length), length, "application/octet-stream");
    }

    /** As large, and as many at a time, as in our store: smaller ones, and more, were slower here. */
    private static long partOf(long size) {
        return Math.max(SMALLEST_PART, Math.min(LARGEST_PART, size / 16));
    }

    void getInRanges(String key, Path file) throws IOException {
        long size = s3.headObject(r -> r.bucket(S3Server.BUCKET).key(key)).contentLength();
        long partSize = partOf(size);
        try (FileChannel to = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            List<Callable<Long>> steps = new ArrayList<>();
            for (long from = 0; from < size; from += partSize) {
                long start = from;
                long end = Math.min(size, from + partSize) - 1;
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
