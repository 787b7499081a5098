"""Keras, imported without the remarks that TensorFlow writes while it starts.

They frighten learners, and nbgrader counts any text on stderr as a failed test.
"""

import logging

from . import collector_paused, quiet_start

with collector_paused(), quiet_start():
    import keras
    from keras import layers

# TensorFlow remarks on stderr that training many small networks is slow. Here it is meant.
logging.getLogger("tensorflow").setLevel(logging.ERROR)

__all__ = ["keras", "layers"]
