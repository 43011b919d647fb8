package dev.trestle.graphql.engine;

import dev.trestle.sdk.schema.SchemaPart;
import graphql.schema.idl.TypeDefinitionRegistry;

/**
 * A part whose schema texts have been parsed. What was read is not changed by composing, so that
 * the desk's own texts, which are long, are parsed once for all generations.
 */
public record ReadPart(SchemaPart part, TypeDefinitionRegistry texts) {}
