"""What is uploaded besides pictures: what a file really is, what may be kept, and how it is stored."""
