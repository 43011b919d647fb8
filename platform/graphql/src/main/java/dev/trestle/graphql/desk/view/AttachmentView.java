package dev.trestle.graphql.desk.view;

import dev.trestle.domain.record.Attachment;

/** A file. */
public record AttachmentView(Attachment it) {}
