package io.talus.application.host;

/** For a node inside another program: nothing is known but the heap. */
final class NoFigures implements NodeFigures {
  @Override
  public long heapBytes() {
    return 0;
  }

  @Override
  public long heapBytesMax() {
    return Runtime.getRuntime().maxMemory();
  }

  @Override
  public long nativeBytes() {
    return 0;
  }

  @Override
  public long processBytes() {
    return 0;
  }

  @Override
  public long systemBytes() {
    return 0;
  }

  @Override
  public long budgetBytes() {
    return 0;
  }

  @Override
  public long residentBytes() {
    return 0;
  }

  @Override
  public long storeBytes() {
    return 0;
  }

  @Override
  public long logBytes() {
    return 0;
  }

  @Override
  public long unappliedLogBytes() {
    return 0;
  }

  @Override
  public long evictedFromMemory() {
    return 0;
  }

  @Override
  public long receivedBytes() {
    return 0;
  }

  @Override
  public long sentBytes() {
    return 0;
  }

  @Override
  public double systemCpuSeconds() {
    return 0;
  }

  @Override
  public double userCpuSeconds() {
    return 0;
  }
}
