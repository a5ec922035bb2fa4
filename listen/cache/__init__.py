"""Care for stored audio: its size, its soundness, and what nobody needs any more."""
