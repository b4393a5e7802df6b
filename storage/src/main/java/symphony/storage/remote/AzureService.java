package symphony.storage.remote;

import com.azure.core.http.rest.PagedIterable;
import com.azure.core.http.rest.PagedResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlobInputStreamOptions;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import symphony.core.store.ObjectMissing;

/** Azure Blob Storage. Blocks of a transfer that failed are the service's to drop: it does so after a week. */
final class AzureService implements ObjectService {
    private static final int FETCHED_AT_A_TIME = 4 << 20;

    private final BlobContainerClient container;
    private final AzureFaults faults;

    AzureService(BlobContainerClient container, String where) {
        this.container = container;
        this.faults = new AzureFaults(container.getBlobContainerName(), where);
    }

    @Override
    public Page list(String prefix, boolean byFolder, Optional<String> from) throws IOException {
        return asked("list " + prefix, () -> {
            ListBlobsOptions options = new ListBlobsOptions().setPrefix(prefix);
            PagedIterable<BlobItem> blobs =
                    byFolder ? container.listBlobsByHierarchy("/", options, null) : container.listBlobs(options, null);
            Iterator<PagedResponse<BlobItem>> pages =
                    (from.isPresent() ? blobs.iterableByPage(from.get()) : blobs.iterableByPage()).iterator();
            return pages.hasNext() ? page(pages.next()) : new Page(List.of(), List.of(), Optional.empty());
        });
    }

    private static Page page(PagedResponse<BlobItem> response) {
        List<Item> objects = new ArrayList<>();
        List<String> folders = new ArrayList<>();
        for (BlobItem blob : response.getElements()) {
            if (Boolean.TRUE.equals(blob.isPrefix())) {
                folders.add(blob.getName());
            } else {
                objects.add(new Item(
                        blob.getName(),
                        blob.getProperties().getContentLength(),
                        quoted(blob.getProperties().getETag())));
            }
        }
        return new Page(
                objects,
                folders,
                Optional.ofNullable(response.getContinuationToken()).filter(t -> !t.isEmpty()));
    }

    /** Listings give the tag bare, answers give it in quotes. */
    private static String quoted(String tag) {
        return tag.startsWith("\"") ? tag : "\"" + tag + "\"";
    }

    @Override
    public Optional<Head> head(String name) throws IOException {
        try {
            BlobProperties found = blob(name).getProperties();
            return Optional.of(new Head(
                    found.getBlobSize(), quoted(found.getETag()), found.getMetadata(), found.getVersionId() != null));
        } catch (BlobStorageException e) {
            if (e.getStatusCode() == 404 && !BlobErrorCode.CONTAINER_NOT_FOUND.equals(e.getErrorCode())) {
                return Optional.empty();
            }
            throw faults.of("look at " + name, e);
        } catch (RuntimeException e) {
            throw faults.of("look at " + name, e);
        }
    }

    @Override
    public InputStream get(String name, String version, long from, long length) throws IOException {
        if (length == 0) {
            return InputStream.nullInputStream();
        }
        try {
            InputStream body = blob(name)
                    .openInputStream(new BlobInputStreamOptions()
                            .setRange(new BlobRange(from, length))
                            .setBlockSize((int) Math.min(length, FETCHED_AT_A_TIME))
                            .setRequestConditions(new BlobRequestConditions().setIfMatch(version)));
            return new AzureBody(body, faults, name);
        } catch (BlobStorageException e) {
            if (e.getStatusCode() == 404) {
                throw new ObjectMissing(name);
            }
            throw faults.of("read " + name, e);
        } catch (RuntimeException e) {
            throw faults.of("read " + name, e);
        }
    }

    @Override
    public void put(String name, Upload content, Condition condition, Map<String, String> metadata) throws IOException {
        byte[] bytes;
        try (InputStream in = content.open(0, content.size())) {
            bytes = in.readAllBytes(); // at most the size that goes in one request; repeated as often as needed
        }
        byte[] md5 = content.md5(0, content.size());
        asked("write " + name, () -> blob(name)
                .getBlockBlobClient()
                .uploadWithResponse(
                        new BlockBlobSimpleUploadOptions(BinaryData.fromBytes(bytes))
                                .setContentMd5(md5)
                                .setMetadata(metadata)
                                .setRequestConditions(conditions(condition)),
                        null,
                        Context.NONE));
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
        List<Callable<String>> steps = new ArrayList<>();
        String transfer = Integer.toHexString(metadata.hashCode());
        for (Upload.Part part : parts) {
            // all block names of a blob have one length; two transfers of one blob share none
            String block = Base64.getEncoder()
                    .encodeToString(
                            String.format("%8s-%08d", transfer, steps.size()).getBytes(StandardCharsets.UTF_8));
            steps.add(() -> stage(name, block, content, part.from(), part.length()));
        }
        List<String> blocks = parallel.all(steps);
        asked("write " + name, () -> blob(name)
                .getBlockBlobClient()
                .commitBlockListWithResponse(
                        new BlockBlobCommitBlockListOptions(blocks)
                                .setMetadata(metadata)
                                .setRequestConditions(conditions(condition)),
                        null,
                        Context.NONE));
    }

    private String stage(String name, String block, Upload content, long from, long length) throws IOException {
        byte[] md5 = content.md5(from, length);
        byte[] bytes;
        try (InputStream in = content.open(from, length)) {
            bytes = in.readAllBytes();
        }
        asked("write " + name, () -> blob(name)
                .getBlockBlobClient()
                .stageBlockWithResponse(
                        new com.azure.storage.blob.options.BlockBlobStageBlockOptions(
                                        block, BinaryData.fromBytes(bytes))
                                .setContentMd5(md5),
                        null,
                        Context.NONE));
        return block;
    }

    private static BlobRequestConditions conditions(Condition condition) {
        BlobRequestConditions conditions = new BlobRequestConditions();
        condition.version().ifPresentOrElse(conditions::setIfMatch, () -> conditions.setIfNoneMatch("*"));
        return conditions;
    }

    private BlobClient blob(String name) {
        return container.getBlobClient(name);
    }

    private <T> T asked(String what, Supplier<T> request) throws IOException {
        try {
            return request.get();
        } catch (RuntimeException e) {
            throw faults.of(what, e);
        }
    }

    @Override
    public void delete(String name, String version) throws IOException {
        asked("delete " + name, () -> blob(name)
                .deleteWithResponse(null, new BlobRequestConditions().setIfMatch(version), null, Context.NONE));
    }

    @Override
    public String describe() {
        return faults.where();
    }

    @Override
    public void close() {}
}
