package io.talus.domain.value;

import java.util.List;

/**
 * Fields of a hash that are due.
 *
 * @param isAll whether there are no others: very many come in parts, the next of which is asked for
 *     when this one has been dropped
 */
public record DueFields(List<HashField> fields, boolean isAll) {
  public static final DueFields NONE = new DueFields(List.of(), true);
}
