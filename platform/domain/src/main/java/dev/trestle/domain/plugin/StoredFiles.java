package dev.trestle.domain.plugin;

import dev.trestle.domain.files.StoredFile;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The files that one plugin has stored and that no commit has named yet. */
@FunctionalInterface
public interface StoredFiles {
  /** None at all. */
  StoredFiles NONE = _ -> null;

  /** The file of this id; null when there is none, or none any more. */
  @Nullable StoredFile find(UUID id);
}
