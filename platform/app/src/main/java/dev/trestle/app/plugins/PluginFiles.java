package dev.trestle.app.plugins;

import dev.trestle.domain.files.StoredFile;
import dev.trestle.domain.plugin.PluginManifest.Asked;
import dev.trestle.domain.plugin.StoredFiles;
import dev.trestle.domain.record.Attachment;
import dev.trestle.domain.record.PluginInstallation;
import dev.trestle.domain.state.State;
import dev.trestle.domain.state.Tables;
import dev.trestle.sdk.files.FileFacts;
import dev.trestle.sdk.files.FileRefused;
import dev.trestle.sdk.files.Files;
import dev.trestle.store.blobs.BlobRefused;
import dev.trestle.store.blobs.BlobUpload;
import dev.trestle.store.blobs.LooseBlob;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one plugin. What it stores is a blob that nothing names, until a commit of the
 * plugin's makes an attachment of it: so storing costs no commit of its own, and a process that
 * dies in between leaves a marked blob, which the next start removes.
 */
final class PluginFiles implements Files, StoredFiles {
  private static final Logger LOG = LoggerFactory.getLogger(PluginFiles.class);
  private static final Duration KEPT_WAITING = Duration.ofDays(1);
  private static final int WAITING_MAX = 10_000;

  /** How many of those that wait longest are looked at with each that is stored. */
  private static final int LOOKED_AT = 16;

  private static final int FIRST_CHUNK = 8 * 1024;
  private static final int CHUNK = 64 * 1024;
  private static final int NAME_MAX = 255;
  private static final String ANY_TYPE = "application/octet-stream";
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[a-z0-9!#$&^_.+-]{1,63}/[a-z0-9!#$&^_.+-]{1,63}");

  /** A file that no commit has named yet. */
  private record Waiting(StoredFile file, LooseBlob blob, long sinceMillis) {}

  private final String pluginId;
  private final Asked consented;
  private final PluginGround ground;
  private final Map<UUID, Waiting> waiting = new LinkedHashMap<>();

  PluginFiles(String pluginId, Asked consented, PluginGround ground) {
    this.pluginId = pluginId;
    this.consented = consented;
    this.ground = ground;
  }

  /** Removes what plugins stored in an earlier process and no commit named. */
  static void dropUnnamed(PluginGround ground) {
    State state = ground.desk().snapshot();
    Set<String> named = new HashSet<>();
    int dropped =
        ground
            .blobs()
            .dropLoose(sha256 -> {
              if (named.isEmpty()) {
                state.table(Tables.ATTACHMENTS).forEach(file -> named.add(file.sha256()));
                state.table(Tables.PLUGIN_INSTALLATIONS).forEach(each -> addJar(named, each));
              }
              return named.contains(sha256);
            });
    if (dropped > 0) {
      LOG.info("{} files that plugins stored and nothing named were removed.", dropped);
    }
  }

  private static void addJar(Set<String> named, PluginInstallation installed) {
    String jar = installed.jarSha256();
    if (jar != null) {
      named.add(jar);
    }
  }

  @Override
  public FileFacts store(String name, String mediaType, InputStream content) throws IOException {
    LooseBlob blob;
    try (BlobUpload upload = ground.blobs().begin()) {
      // Most files are small, and many of them come one after the other.
      byte[] buffer = new byte[FIRST_CHUNK];
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        upload.write(buffer, 0, n);
        if (n == buffer.length && n < CHUNK) {
          buffer = new byte[CHUNK];
        }
      }
      blob = upload.finishLoose();
    } catch (BlobRefused trouble) {
      throw refused(trouble);
    }
    StoredFile file =
        new StoredFile(
            ground.ids().next().toString(),
            usableName(name),
            usableType(mediaType),
            blob.blob().size(),
            blob.blob().sha256());
    keepWaiting(file, blob);
    return facts(file);
  }

  private synchronized void keepWaiting(StoredFile file, LooseBlob blob) {
    long now = ground.clock().millis();
    State state = ground.desk().snapshot();
    int looked = 0;
    for (Iterator<Map.Entry<UUID, Waiting>> oldest = waiting.entrySet().iterator();
        oldest.hasNext() && looked < LOOKED_AT;
        looked++) {
      Map.Entry<UUID, Waiting> entry = oldest.next();
      if (state.get(Tables.ATTACHMENTS, entry.getKey()) != null) {
        ground.blobs().settle(entry.getValue().blob());
        oldest.remove();
      } else if (waiting.size() >= WAITING_MAX
          || now - entry.getValue().sinceMillis() > KEPT_WAITING.toMillis()) {
        // Equal bytes may wait under another id, so the blob itself stays for the next start.
        oldest.remove();
      }
    }
    waiting.put(UUID.fromString(file.attachmentId()), new Waiting(file, blob, now));
  }

  @Override
  public synchronized @Nullable StoredFile find(UUID id) {
    Waiting found = waiting.get(id);
    return found == null ? null : found.file();
  }

  @Override
  public InputStream open(UUID fileId) throws IOException {
    StoredFile file = readable(fileId);
    try {
      return new BlobStream(ground.blobs().read(file.sha256()));
    } catch (BlobRefused trouble) {
      throw refused(trouble);
    }
  }

  @Override
  public FileFacts facts(UUID fileId) throws IOException {
    return facts(readable(fileId));
  }

  private StoredFile readable(UUID fileId) throws FileRefused {
    StoredFile own = find(fileId);
    if (own != null) {
      return own;
    }
    Attachment file = ground.desk().snapshot().get(Tables.ATTACHMENTS, fileId);
    boolean mayRead =
        file != null
            && (pluginId.equals(file.pluginId())
                || file.ticketId() != null && consented.reads().contains("message"));
    if (file == null || !mayRead) {
      throw new FileRefused(
          FileRefused.Reason.NOT_FOUND,
          "There is no file " + fileId + ", or none that the plugin may read.",
          null);
    }
    return new StoredFile(
        fileId.toString(), file.fileName(), file.contentType(), file.sizeBytes(), file.sha256());
  }

  private static FileFacts facts(StoredFile file) {
    return new FileFacts(
        UUID.fromString(file.attachmentId()),
        file.fileName(),
        file.contentType(),
        file.size(),
        file.sha256());
  }

  static FileRefused refused(BlobRefused trouble) {
    FileRefused.Reason reason =
        switch (trouble.reason()) {
          case TOO_LARGE -> FileRefused.Reason.TOO_LARGE;
          case DISK_FULL -> FileRefused.Reason.DISK_FULL;
          case MISSING -> FileRefused.Reason.NOT_FOUND;
          case DISK_FAILED, DAMAGED -> FileRefused.Reason.UNAVAILABLE;
        };
    return new FileRefused(reason, String.valueOf(trouble.getMessage()), trouble);
  }

  /** What mail and the like call files may be a path, or hold what no file name may. */
  private static String usableName(String given) {
    StringBuilder name = new StringBuilder();
    given
        .codePoints()
        .map(c -> c < 0x20 || c == 0x7f || c == '/' || c == '\\' ? '_' : c)
        .takeWhile(c -> name.length() + Character.charCount(c) <= NAME_MAX)
        .forEach(name::appendCodePoint);
    String usable = name.toString().strip();
    return usable.isEmpty() || usable.equals(".") || usable.equals("..") ? "file" : usable;
  }

  private static String usableType(String given) {
    int end = given.indexOf(';');
    String type = (end < 0 ? given : given.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    return MEDIA_TYPE.matcher(type).matches() ? type : ANY_TYPE;
  }
}
