/**
 * The port through which files enter and leave the desk: streamed, content-addressed by SHA-256,
 * and opened only for a viewer who may see the ticket they hang on.
 */
@NullMarked
package dev.trestle.domain.files;

import org.jspecify.annotations.NullMarked;
