/**
 * The port to the object graph: a checkpoint of the state behind the commit log, kept as pages of
 * encoded records so that a start needs to replay only the log's tail.
 */
@NullMarked
package dev.trestle.domain.graph;

import org.jspecify.annotations.NullMarked;
