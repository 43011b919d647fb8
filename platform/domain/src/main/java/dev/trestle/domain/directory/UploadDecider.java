package dev.trestle.domain.directory;

import dev.trestle.domain.access.Permissions;
import dev.trestle.domain.codec.Document;
import dev.trestle.domain.command.Deciders;
import dev.trestle.domain.command.DirectoryCommands.RegisterUpload;
import dev.trestle.domain.command.Draft;
import dev.trestle.domain.record.Attachment;
import dev.trestle.domain.state.Tables;
import dev.trestle.domain.ticket.TextRules;
import java.util.Objects;
import java.util.regex.Pattern;

/** Decides on a file whose bytes are on disk: from now on it has a name and an owner. */
final class UploadDecider {
  private static final int FILE_NAME_MAX = 255;
  private static final int CONTENT_TYPE_MAX = 127;
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private UploadDecider() {}

  static void register(Deciders deciders) {
    deciders.add(RegisterUpload.class, UploadDecider::decide);
  }

  private static void decide(RegisterUpload wish, Draft draft) {
    if (!draft.require(Permissions.FILE_UPLOAD)) {
      return;
    }
    Attachment known = draft.find(Tables.ATTACHMENTS, wish.id());
    if (known != null
        && known.sha256().equals(wish.sha256())
        && Objects.equals(known.uploaderId(), draft.viewer().id())) {
      DirectoryWork.unchanged(draft, Tables.ATTACHMENTS, known);
      return;
    }
    if (!SHA_256.matcher(wish.sha256()).matches() || wish.sizeBytes() < 0) {
      draft.invalid("FILE_INVALID", "Send the file again; its address is not usable.", "input");
    }
    Attachment file =
        new Attachment(
            DirectoryWork.newId(draft, Tables.ATTACHMENTS, wish.id()),
            1,
            TextRules.required(draft, wish.fileName(), FILE_NAME_MAX, "input", "fileName"),
            TextRules.required(draft, wish.contentType(), CONTENT_TYPE_MAX, "input", "contentType"),
            wish.sizeBytes(),
            wish.sha256(),
            draft.viewer().id(),
            null,
            null,
            null,
            false,
            draft.now(),
            Document.empty());
    DirectoryWork.create(draft, "FileUploaded", Tables.ATTACHMENTS, file);
  }
}
