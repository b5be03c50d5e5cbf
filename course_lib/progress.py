"""A progress bar of one line, for a terminal and a notebook alike."""


def show_progress(epoch: int, epochs: int, loss: float) -> None:
    """Draw the bar over the last one; after the last epoch the line ends."""
    bar = "█" * (20 * epoch // epochs)
    line = f"\r{bar:░<20} epoch {epoch}/{epochs}, loss {loss:<10.4g}"
    print(line, end="\n" if epoch == epochs else "", flush=True)
