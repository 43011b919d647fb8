/** What authors of plugins do outside a desk: begin a project, pack, sign and check its jar. */
@NullMarked
package dev.trestle.app.authoring;

import org.jspecify.annotations.NullMarked;
