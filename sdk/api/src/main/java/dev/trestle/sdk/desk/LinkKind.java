package dev.trestle.sdk.desk;

/** How one ticket stands to another; read from the first to the second. */
public enum LinkKind {
  RELATES_TO,
  BLOCKS,
  DUPLICATES,
  CAUSED_BY
}
