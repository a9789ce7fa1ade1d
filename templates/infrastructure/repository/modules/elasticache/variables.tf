variable "name" {
  description = "Name of the replication group."
  type        = string
}

variable "vpc_id" {
  description = "Network of Redis."
  type        = string
}

variable "subnet_ids" {
  description = "Subnets without a way out of the network."
  type        = list(string)
}

variable "client_security_group_id" {
  description = "Who may connect: the nodes of the cluster."
  type        = string
}

variable "node_type" {
  description = "Size of a node."
  type        = string
}

variable "nodes" {
  description = "One primary and its replicas."
  type        = number

  validation {
    condition     = var.nodes >= 1 && var.nodes <= 6
    error_message = "One to six nodes."
  }
}
