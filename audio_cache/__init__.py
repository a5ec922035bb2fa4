"""What was asked, its name, its bytes, its state: the kernel that the web and the workers share.

It imports neither of them.
"""
