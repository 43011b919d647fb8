package dev.trestle.store.blobs;

import java.nio.file.Path;

/**
 * A blob that no commit names yet, marked as such on disk until {@link BlobStore#settle}.
 *
 * @param mark a second name of its file that says so
 */
public record LooseBlob(Blob blob, Path mark) {}
