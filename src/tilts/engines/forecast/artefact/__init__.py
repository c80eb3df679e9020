"""A trained model as a folder: what it computes (`storing`), and the manifest of how it came about.

Nothing is imported here: the register of models reads manifests without the libraries of models.
"""
