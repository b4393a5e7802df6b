package symphony.storage.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import symphony.core.store.ObjectMissing;

/** S3 and what speaks like it (MinIO, Ceph, R2). */
final class S3Service implements ObjectService {
    /** A transfer that was killed leaves its parts, which cost money until someone ends it. */
    private static final Duration LEFT_OVER_AFTER = Duration.ofDays(1);

    private static final int BAD_REQUEST = 400;
    private static final int NOT_IMPLEMENTED = 501;

    private final S3Client s3;
    private final String bucket;
    private final S3Faults faults;
    private final String prefix;
    private final AtomicBoolean swept = new AtomicBoolean();
    private volatile boolean knowsCrc = true;

    /** @param prefix of the store; leftovers of transfers are looked for below it */
    S3Service(S3Client s3, String bucket, String prefix, String where) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
        this.faults = new S3Faults(bucket, where);
    }

    @Override
    public Page list(String start, boolean byFolder, Optional<String> from) throws IOException {
        ListObjectsV2Response page = asked(
                "list " + start,
                () -> s3.listObjectsV2(r -> {
                    r.bucket(bucket).prefix(start).continuationToken(from.orElse(null));
                    if (byFolder) {
                        r.delimiter("/");
                    }
                }));
        return new Page(
                page.contents().stream()
                        .map(o -> new Item(o.key(), o.size(), version(o.eTag())))
                        .toList(),
                page.commonPrefixes().stream().map(p -> p.prefix()).toList(),
                Boolean.TRUE.equals(page.isTruncated())
                        ? Optional.ofNullable(page.nextContinuationToken())
                        : Optional.empty());
    }

    @Override
    public Optional<Head> head(String name) throws IOException {
        try {
            HeadObjectResponse head = s3.headObject(r -> r.bucket(bucket).key(name));
            return Optional.of(
                    new Head(head.contentLength(), version(head.eTag()), head.metadata(), isVersion(head.versionId())));
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return Optional.empty();
            }
            throw faults.of("look at " + name, e);
        } catch (SdkException e) {
            throw faults.of("look at " + name, e);
        }
    }

    /** A server that was never told of an object, such as a file laid into its folder, may know no version of it. */
    private static String version(@Nullable String tag) {
        return tag == null ? NO_VERSION : tag;
    }

    /** Buckets without versions say nothing, those that kept versions once say null. */
    private static boolean isVersion(@Nullable String id) {
        return id != null && !id.isEmpty() && !id.equals("null");
    }

    @Override
    public InputStream get(String name, String version, long from, long length) throws IOException {
        if (length == 0) {
            return InputStream.nullInputStream();
        }
        try {
            return new Abandoned(s3.getObject(r ->
                    r.bucket(bucket).key(name).ifMatch(version).range("bytes=" + from + "-" + (from + length - 1))));
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                throw new ObjectMissing(name);
            }
            throw faults.of("read " + name, e);
        } catch (SdkException e) {
            throw faults.of("read " + name, e);
        }
    }

    /** Closing half-read would read the rest of the body; the connection is given up instead. */
    private static final class Abandoned extends FilterInputStream {
        private final ResponseInputStream<GetObjectResponse> body;

        Abandoned(ResponseInputStream<GetObjectResponse> body) {
            super(body);
            this.body = body;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (SdkException e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            body.abort();
        }
    }

    @Override
    public void put(String name, Upload content, Condition condition, Map<String, String> metadata) throws IOException {
        String md5 = base64(content.md5(0, content.size()));
        asked(
                "write " + name,
                () -> s3.putObject(
                        r -> {
                            r.bucket(bucket).key(name).contentMD5(md5).metadata(metadata);
                            condition.version().ifPresentOrElse(r::ifMatch, () -> r.ifNoneMatch("*"));
                        },
                        body(content, 0, content.size())));
    }

    @Override
    public void putInParts(
            String name,
            Upload content,
            List<Upload.Part> parts,
            Parallel parallel,
            Condition condition,
            Map<String, String> metadata)
            throws IOException {
        sweepOnce();
        CreateMultipartUploadResponse begun = begin(name, metadata);
        String upload = begun.uploadId();
        // a service that checks CRC-32C says so here; others are given an MD5, which all check and which takes far
        // longer
        boolean crc = begun.checksumAlgorithm() == ChecksumAlgorithm.CRC32_C;
        boolean done = false;
        try {
            List<Callable<CompletedPart>> steps = new ArrayList<>();
            for (Upload.Part part : parts) {
                int number = steps.size() + 1;
                steps.add(() -> send(name, upload, number, content, part, crc));
            }
            List<CompletedPart> sent = parallel.all(steps);
            asked(
                    "write " + name,
                    () -> s3.completeMultipartUpload(r -> {
                        r.bucket(bucket).key(name).uploadId(upload).multipartUpload(m -> m.parts(sent));
                        condition.version().ifPresentOrElse(r::ifMatch, () -> r.ifNoneMatch("*"));
                    }));
            done = true;
        } finally {
            if (!done) {
                abort(name, upload);
            }
        }
    }

    private CreateMultipartUploadResponse begin(String name, Map<String, String> metadata) throws IOException {
        CreateMultipartUploadRequest plain = CreateMultipartUploadRequest.builder()
                .bucket(bucket)
                .key(name)
                .metadata(metadata)
                .build();
        if (knowsCrc) {
            try {
                return s3.createMultipartUpload(plain.toBuilder()
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
                        .build());
            } catch (S3Exception e) {
                if (e.statusCode() != BAD_REQUEST && e.statusCode() != NOT_IMPLEMENTED) {
                    throw faults.of("write " + name, e);
                }
            } catch (SdkException e) {
                throw faults.of("write " + name, e);
            }
        }
        CreateMultipartUploadResponse begun = asked("write " + name, () -> s3.createMultipartUpload(plain));
        knowsCrc = false; // what it refused was the checksum
        return begun;
    }

    private CompletedPart send(String name, String upload, int number, Upload content, Upload.Part part, boolean crc)
            throws IOException {
        UploadPartRequest.Builder request = UploadPartRequest.builder()
                .bucket(bucket)
                .key(name)
                .uploadId(upload)
                .partNumber(number);
        CompletedPart.Builder sent = CompletedPart.builder().partNumber(number);
        if (crc) {
            request.checksumCRC32C(part.sum().crc32cBase64());
            sent.checksumCRC32C(part.sum().crc32cBase64());
        } else {
            request.contentMD5(base64(content.md5(part.from(), part.length())));
        }
        String tag = asked(
                        "write " + name,
                        () -> s3.uploadPart(request.build(), body(content, part.from(), part.length())))
                .eTag();
        return sent.eTag(tag).build();
    }

    private static String base64(byte[] sum) {
        return Base64.getEncoder().encodeToString(sum);
    }

    /** A failure to end a transfer hides no other: what is left is swept by a later one. */
    private void abort(String name, String upload) {
        try {
            s3.abortMultipartUpload(r -> r.bucket(bucket).key(name).uploadId(upload));
        } catch (SdkException e) {
            return;
        }
    }

    /** Ends transfers that were begun long ago and never finished. */
    private void sweepOnce() {
        if (!swept.compareAndSet(false, true)) {
            return;
        }
        try {
            Instant old = Instant.now().minus(LEFT_OVER_AFTER);
            for (MultipartUpload left : s3.listMultipartUploads(
                            r -> r.bucket(bucket).prefix(prefix))
                    .uploads()) {
                if (left.initiated() != null && left.initiated().isBefore(old)) {
                    abort(left.key(), left.uploadId());
                }
            }
        } catch (SdkException e) {
            return; // who may write need not be allowed to list transfers
        }
    }

    private static RequestBody body(Upload content, long from, long length) {
        ContentStreamProvider again = () -> {
            try {
                return content.open(from, length);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        };
        return RequestBody.fromContentProvider(again, length, "application/octet-stream");
    }

    private <T> T asked(String what, Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (SdkException e) {
            throw faults.of(what, e);
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void delete(String name, String version) throws IOException {
        asked(
                "delete " + name,
                () -> s3.deleteObject(r -> r.bucket(bucket).key(name).ifMatch(version)));
    }

    @Override
    public String describe() {
        return faults.where();
    }

    @Override
    public void close() {
        s3.close();
    }
}
