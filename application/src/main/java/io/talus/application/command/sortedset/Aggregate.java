package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.Errors;

/** How the scores that a member has in several sets become one. */
enum Aggregate {
  SUM {
    @Override
    double of(double left, double right) {
      double sum = left + right;
      // The opposite infinities; Redis makes them zero.
      return Double.isNaN(sum) ? 0 : sum;
    }
  },
  MIN {
    @Override
    double of(double left, double right) {
      return right < left ? right : left;
    }
  },
  MAX {
    @Override
    double of(double left, double right) {
      return right > left ? right : left;
    }
  };

  abstract double of(double left, double right);

  static Aggregate parse(Arguments args, int index) {
    for (Aggregate aggregate : values()) {
      if (args.is(index, aggregate.name())) {
        return aggregate;
      }
    }
    throw Errors.syntax();
  }
}
