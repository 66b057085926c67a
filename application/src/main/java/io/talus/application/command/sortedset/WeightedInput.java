package io.talus.application.command.sortedset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An input with what its scores are multiplied by. */
record WeightedInput(Input input, double weight) {

  /**
   * The inputs by their sizes: the fewest members are looked up, and sums of floating-point numbers
   * come out as in Redis, which adds in this order too.
   */
  static List<WeightedInput> smallestFirst(List<Input> inputs, double[] weights) {
    List<WeightedInput> weighted = new ArrayList<>(inputs.size());
    for (int i = 0; i < weights.length; i++) {
      weighted.add(new WeightedInput(inputs.get(i), weights[i]));
    }
    weighted.sort(Comparator.comparingLong(each -> each.input.size()));
    return weighted;
  }

  /** The weighted score, with which a sum begins: infinity weighted by zero is zero. */
  double first(double score) {
    double product = score * weight;
    return Double.isNaN(product) ? 0 : product;
  }
}
