package dev.animals.folder;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows how many photos are finished, on standard error if it is a terminal.
 */
final class Progress implements AutoCloseable {

	private final @Nullable ProgressBar bar;

	private Progress(@Nullable ProgressBar bar) {
		this.bar = bar;
	}

	static Progress of(int photos, boolean terminal) {
		return new Progress(terminal ? new ProgressBarBuilder().setTaskName("Photos")
			.setInitialMax(photos)
			.setStyle(ProgressBarStyle.ASCII)
			.showSpeed()
			.build() : null);
	}

	void step() {
		if (this.bar != null) {
			this.bar.step();
		}
	}

	@Override
	public void close() {
		if (this.bar != null) {
			this.bar.close();
		}
	}

}
