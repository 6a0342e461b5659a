"""What is done with surveys and their answers; every verb takes keyword arguments, and the actor as `by`."""
